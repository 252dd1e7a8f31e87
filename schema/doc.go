// Package schema is what the two halves of sayso agree on: the claim model and
// its vocabulary, and both directions between them and quads.
//
//	extract  ->  Reading { Article, Entities, Claims }  <->  []quad.Quad  ->  graph
//	                                   Encode, Decode
//
//	extract/*     graph/*
//	     \          /
//	       schema          imports std and quad (its terms only)
//
// # Vocabulary
//
// A [Reading] is all that one article gives. A [Claim] is a proposition with
// its speaker, polarity and modality; an [Entity] is a thing that the article
// names; a [Span] is a half-open range of bytes of the article's text.
// IRIs are prefixed in readings (ent:ILO, rel:requested) and absolute in quads;
// [Expand] and [Compact] go from one to the other.
//
// # Quads
//
// Every quad of a reading has the article's IRI as its label. The layers are:
//
//	ent:ILO rel:requested ent:China                what the article itself asserts
//
//	urn:sayso:claim:…  a rdf:Statement             every claim
//	    rdf:subject rdf:predicate rdf:object       entities, or words in the article's language
//	    prov:wasAttributedTo                       who says so; the article's IRI when it does
//	    prov:wasDerivedFrom, sayso:sentence        passages
//	    sayso:polarity, modality, tense            sayso:positive, sayso:asserted, sayso:past …
//	    sayso:confidence, time, rule
//	    sayso:argument  -> schema:position, rdf:value, sayso:preposition, sayso:role
//	    sayso:attribution -> rdf:value, sayso:cue, sayso:content, sayso:manner, sayso:via
//
//	urn:sayso:article:…#char=12,34                 a passage (RFC 5147, code points)
//	    oa:start 12; oa:end 34; oa:exact "its words"@en
//
//	ent:ILO  a schema:Organization; schema:name; schema:alternateName; schema:sameAs; sayso:mention
//	rel:requested  rdfs:label; sayso:lemma
//	urn:sayso:article:…  a schema:NewsArticle; schema:url, headline, articleBody … schema:mentions
//
// Running text carries its language, so that a name ("ILO", a plain string) is
// told from words ("spokesperson"@en). Words that a passage already has are
// not repeated on the claim: sayso:subjectText and its like appear only where
// the surface differs from the passage. A predicate without an object has the
// object true.
//
// # Limits
//
// The source of an article (a path) is not part of its quads. Confidences are
// kept with four decimals. A claim that the article states about something
// without an IRI has its claim node, but no plain quad, for RDF has no literal
// subjects.
//
// # Rejected
//
// RDF-star: Cayley and most tools cannot read it. Blank nodes: the same article
// would give other quads each time. One node for each claim's attribution:
// a long quotation gives twenty claims, and the node would be there twenty times.
// xsd:dateTime as quad.Time: it drops fractions of a second and the time zone.
package schema
