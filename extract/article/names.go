package article

import "strings"

// agencies are the news agencies that credit lines name. An unknown name in a
// credit is taken for an agency as well; the list decides where a name stands
// alone in brackets and might be a place.
var agencies = wordSet(`AP; The Associated Press; Associated Press; AFP; Agence France-Presse; Reuters; Thomson Reuters
	Foundation; Thomson Reuters; UPI; United Press International; Xinhua; Kyodo; Kyodo News; Jiji Press; TASS; ITAR-TASS; RIA
	Novosti; Interfax; dpa; DPA; EFE; ANSA; APA; ATS; Belga; Ritzau; NTB; TT; PAP; CTK; MTI; Anadolu; Anadolu Agency; AA; IRNA;
	MENA; SPA; WAM; PTI; Press Trust of India; ANI; IANS; UNI; APP; BSS; Bernama; Antara; VNA; Yonhap; KCNA; CNA; AAP; NZPA;
	CP; The Canadian Press; Canadian Press; PA; PA Media; Press Association; IPS; Inter Press Service; Bloomberg; Bloomberg
	News; Dow Jones; MarketWatch; PRNewswire; PR Newswire; Business Wire; BUSINESS WIRE; GLOBE NEWSWIRE; Newswise; RNS;
	Religion News Service; CNS; KNA; UCA News; AsiaNews; Fides; States Newsroom; Stateline; ProPublica; KHN; CIDRAP; IRIN; The
	New Humanitarian; RFE/RL; RFA; VOA; UN News; CMC; Caribbean Media Corporation; PANA; SANA; NAN; GNA; SAPA; Ecofin`)

// outletWords mark the name of a paper, a station or a site.
var outletWords = wordSet(`News; Times; Post; Review; Herald; Network; Radio; Press; Foundation; Voice; Journal; Tribune;
	Monitor; Agency; Newswire; Wire; Media; Gazette; Chronicle; Telegraph; Guardian; Daily; Weekly; Today; Observer; Express;
	Standard; Mail; Bulletin; Dispatch; Broadcasting; Television; TV; Service; Magazine; Online; CNN; BBC; CNBC; NBC; CBS; ABC;
	NPR; PBS; DW; Axios; Politico; Phayul; Newsweek; Forbes; Fortune; Globe; Mirror; Sun; Star; Independent; Economist`)

// regions may follow a place that is not in capitals: "Islamabad, Pakistan –".
// They are the countries as news writes them and the states of the USA in
// Associated Press style.
var regions = wordSet(`Afghanistan; Albania; Algeria; Angola; Argentina; Armenia; Australia; Austria; Azerbaijan; Bahrain;
	Bangladesh; Belarus; Belgium; Benin; Bhutan; Bolivia; Bosnia; Botswana; Brazil; Bulgaria; Burkina Faso; Burma; Burundi;
	Cambodia; Cameroon; Canada; Chad; Chile; China; Colombia; Congo; Costa Rica; Croatia; Cuba; Cyprus; Czech Republic; Denmark;
	DRC; Ecuador; Egypt; El Salvador; England; Eritrea; Estonia; Ethiopia; Fiji; Finland; France; Gabon; Gambia; Gaza; Georgia;
	Germany; Ghana; Greece; Guatemala; Guinea; Haiti; Honduras; Hungary; Iceland; India; Indonesia; Iran; Iraq; Ireland; Israel;
	Italy; Ivory Coast; Jamaica; Japan; Jordan; Kazakhstan; Kenya; Kosovo; Kuwait; Kyrgyzstan; Laos; Latvia; Lebanon; Lesotho;
	Liberia; Libya; Lithuania; Luxembourg; Madagascar; Malawi; Malaysia; Maldives; Mali; Malta; Mauritania; Mauritius; Mexico;
	Moldova; Mongolia; Montenegro; Morocco; Mozambique; Myanmar; Namibia; Nepal; Netherlands; the Netherlands; New Zealand;
	Nicaragua; Niger; Nigeria; North Korea; Northern Ireland; Norway; Oman; Pakistan; Panama; Paraguay; Peru; Philippines; the
	Philippines; Poland; Portugal; Qatar; Romania; Russia; Rwanda; Saudi Arabia; Scotland; Senegal; Serbia; Sierra Leone;
	Singapore; Slovakia; Slovenia; Somalia; South Africa; South Korea; South Sudan; Spain; Sri Lanka; Sudan; Sweden;
	Switzerland; Syria; Taiwan; Tajikistan; Tanzania; Thailand; Tibet; Togo; Tunisia; Turkey; Türkiye; Turkmenistan; UAE;
	Uganda; UK; Ukraine; United Arab Emirates; United Kingdom; Uruguay; USA; US; U.S.; Uzbekistan; Venezuela; Vietnam; Wales;
	West Bank; Yemen; Zambia; Zimbabwe; Ala.; Alaska; Ariz.; Ark.; Calif.; California; Colo.; Colorado; Conn.; D.C.; DC; Del.;
	Fla.; Florida; Ga.; Hawaii; Idaho; Ill.; Illinois; Ind.; Iowa; Kan.; Ky.; La.; Maine; Mass.; Md.; Mich.; Michigan; Minn.;
	Minnesota; Miss.; Mo.; Mont.; N.C.; N.D.; N.H.; N.J.; N.M.; N.Y.; Neb.; Nev.; New York; Ohio; Okla.; Ore.; Oregon; Pa.;
	Pennsylvania; R.I.; S.C.; S.D.; Tenn.; Texas; Utah; Va.; Virginia; Vt.; W.Va.; Wash.; Washington; Wis.; Wisconsin; Wyo.;
	Ontario; Ont.; Quebec; Que.; British Columbia; B.C.; Alberta; Alta.; Nova Scotia; N.S.; Manitoba; Man.; Queensland;
	Victoria; New South Wales; NSW`)

// cities may stand alone before a dash or colon without capitals: "London –",
// "Dharamshala:". They are capitals, seats of the United Nations, and towns from
// which news is often sent.
var cities = wordSet(`Abidjan; Abu Dhabi; Abuja; Accra; Addis Ababa; Algiers; Amman; Amsterdam; Ankara; Antananarivo; Asmara;
	Astana; Athens; Baghdad; Baku; Bamako; Bangkok; Beijing; Beirut; Belfast; Belgrade; Berlin; Bern; Bishkek; Bogota; Bogotá;
	Brasilia; Bratislava; Brussels; Bucharest; Budapest; Buenos Aires; Cairo; Canberra; Cape Town; Caracas; Chicago; Colombo;
	Copenhagen; Dakar; Damascus; Dar es Salaam; Delhi; Dhaka; Dharamsala; Dharamshala; Doha; Dubai; Dublin; Dushanbe; Edinburgh;
	Frankfurt; Freetown; Gaza; Geneva; Georgetown; Hanoi; Harare; Havana; Helsinki; Hong Kong; Islamabad; Istanbul; Jakarta;
	Jerusalem; Johannesburg; Juba; Kabul; Kampala; Karachi; Kathmandu; Khartoum; Kigali; Kingston; Kinshasa; Kuala Lumpur;
	Kyiv; Lagos; La Paz; Lhasa; Lima; Lisbon; Ljubljana; London; Los Angeles; Luanda; Lusaka; Madrid; Managua; Manama; Manila;
	Maputo; Melbourne; Mexico City; Milan; Minsk; Mogadishu; Monrovia; Montevideo; Montreal; Moscow; Mumbai; Munich; Muscat;
	Nairobi; Naypyidaw; New Delhi; New York; Niamey; Nicosia; Oslo; Ottawa; Ouagadougou; Paris; Phnom Penh; Port-au-Prince;
	Prague; Pretoria; Pristina; Pyongyang; Quito; Rabat; Ramallah; Reykjavik; Riga; Rio de Janeiro; Riyadh; Rome; San Francisco;
	San Salvador; Sanaa; Santiago; Sao Paulo; São Paulo; Sarajevo; Seoul; Shanghai; Singapore; Skopje; Sofia; Stockholm;
	Strasbourg; Suva; Sydney; Taipei; Tallinn; Tashkent; Tbilisi; Tegucigalpa; Tehran; Tel Aviv; The Hague; Tirana; Tokyo;
	Toronto; Tripoli; Tunis; Ulaanbaatar; United Nations; Valletta; Vatican City; Vienna; Vientiane; Vilnius; Warsaw;
	Washington; Wellington; Windhoek; Yangon; Yaounde; Yerevan; Zagreb; Zurich`)

// wordSet reads a list of names parted by semicolons; a line break counts as a
// space.
func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for _, name := range strings.Split(list, ";") {
		set[strings.Join(strings.Fields(name), " ")] = true
	}
	return set
}

func isAgency(name string) bool { return agencies[name] }

// isOutlet recognises a domain ("TibetanReview.net") and a name with a word
// that only papers and stations bear.
func isOutlet(name string) bool {
	words := strings.Fields(name)
	if len(words) == 1 && domainForm.MatchString(name) {
		return true
	}
	for _, w := range words {
		if outletWords[w] {
			return startsUpper(name) && len(words) <= maxPlaceWord
		}
	}
	return false
}
