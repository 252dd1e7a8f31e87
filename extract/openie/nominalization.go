package openie

import "strings"

// nominalized reads a noun of doing with who did it and to what: of "China's
// rejection of the report", that China rejected the report.
func (x *extractor) nominalized(r *Rule, i int) {
	forms := nominalizations[strings.ToLower(x.toks[i].Lemma)]
	if forms == nil || x.toks[i].UPOS != "NOUN" {
		return
	}
	agent := x.nominalAgent(i)
	if agent < 0 {
		return
	}
	subject := noun{without(x.genitive(agent), x.adposition(agent)), agent}
	for _, k := range x.tree.Children(i) {
		prep := x.adposition(k)
		form, ok := forms[strings.ToLower(x.text(prep))]
		if x.rel(k) != "nmod" || k == agent || !ok {
			continue
		}
		name, kept, _ := strings.Cut(form, " ")
		tokens := []int{i}
		if kept != "" {
			tokens = union(tokens, prep)
		}
		rel := relation{name: join(past(name), kept), lemma: form, tokens: tokens}
		x.imply(r, subject, rel, noun{without(x.phrase(k, true), prep), k})
	}
}

// nominalAgent returns who does what noun i names: its possessor, or its
// by-phrase; -1 for nobody.
func (x *extractor) nominalAgent(i int) int {
	for _, k := range x.tree.Children(i) {
		switch {
		case x.rel(k) == "nmod:poss":
			return k
		case x.rel(k) == "nmod" && strings.EqualFold(x.text(x.adposition(k)), "by"):
			return k
		}
	}
	return -1
}

// nominalizations maps nouns of doing to what each of their prepositions
// makes of them. Own list.
var nominalizations = nominalForms(`
	rejection:of=reject denial:of=deny criticism:of=criticize condemnation:of=condemn acquisition:of=acquire
	purchase:of=buy takeover:of=take+over sale:of=sell invasion:of=invade occupation:of=occupy annexation:of=annex
	capture:of=capture arrest:of=arrest detention:of=detain killing:of=kill murder:of=murder assassination:of=assassinate
	attack:on=attack,against=attack strike:on=strike assault:on=assault raid:on=raid bombing:of=bomb shelling:of=shell
	support:for=support,of=support opposition:to=oppose resistance:to=resist visit:to=visit trip:to=travel+to
	return:to=return+to,from=return+from arrival:in=arrive+in,at=arrive+at departure:from=depart+from
	withdrawal:from=withdraw+from,of=withdraw call:for=call+for appeal:for=appeal+for,to=appeal+to demand:for=demand
	request:for=request use:of=use control:of=control,over=control treatment:of=treat persecution:of=persecute
	abuse:of=abuse violation:of=violate breach:of=breach handling:of=handle management:of=manage
	investigation:of=investigate,into=investigate inquiry:into=investigate probe:into=investigate review:of=review
	study:of=study analysis:of=analyze assessment:of=assess approval:of=approve adoption:of=adopt acceptance:of=accept
	endorsement:of=endorse recognition:of=recognize appointment:of=appoint election:of=elect nomination:of=nominate
	dismissal:of=dismiss removal:of=remove suspension:of=suspend expulsion:of=expel election:to=join
	publication:of=publish release:of=release launch:of=launch introduction:of=introduce creation:of=create
	construction:of=build destruction:of=destroy development:of=develop production:of=produce manufacture:of=manufacture
	discovery:of=discover invention:of=invent description:of=describe announcement:of=announce declaration:of=declare
	accusation:against=accuse lawsuit:against=sue suit:against=sue complaint:against=complain+against,about=complain+about
	victory:over=beat,against=beat win:over=beat,against=beat defeat:of=defeat,by=lose+to loss:to=lose+to,of=lose
	meeting:with=meet+with talk:with=talk+with negotiation:with=negotiate+with marriage:to=marry divorce:from=divorce
	agreement:with=agree+with cooperation:with=cooperate+with alliance:with=ally+with merger:with=merge+with
	dependence:on=depend+on reliance:on=rely+on commitment:to=commit+to contribution:to=contribute+to
	response:to=respond+to reaction:to=react+to reply:to=reply+to threat:against=threaten,to=threaten
	protest:against=protest+against ban:on=ban tax:on=tax crackdown:on=crack+down+on focus:on=focus+on
	investment:in=invest+in participation:in=participate+in involvement:in=take+part+in interest:in=interest
	ownership:of=own possession:of=possess leadership:of=lead membership:of=belong+to,in=belong+to
	knowledge:of=know understanding:of=understand belief:in=believe+in trust:in=trust fear:of=fear
	warning:of=warn+of,about=warn+about,against=warn+against promise:of=promise offer:of=offer payment:of=pay
	export:of=export import:of=import supply:of=supply delivery:of=deliver shipment:of=ship transfer:of=transfer
	protection:of=protect defense:of=defend defence:of=defend promotion:of=promote pursuit:of=pursue search:for=search+for
	reform:of=reform reduction:of=reduce,in=reduce expansion:of=expand extension:of=extend closure:of=close
	refusal:of=refuse ratification:of=ratify signing:of=sign implementation:of=implement enforcement:of=enforce
	exploitation:of=exploit repression:of=repress suppression:of=suppress harassment:of=harass torture:of=torture`)

// nominalForms parses "noun:preposition=verb,preposition=verb" entries.
func nominalForms(list string) map[string]map[string]string {
	out := map[string]map[string]string{}
	for _, e := range strings.Fields(list) {
		noun, forms, _ := strings.Cut(e, ":")
		if out[noun] == nil {
			out[noun] = map[string]string{}
		}
		for _, f := range strings.Split(forms, ",") {
			preposition, verb, _ := strings.Cut(f, "=")
			out[noun][preposition] = strings.ReplaceAll(verb, "+", " ")
		}
	}
	return out
}
