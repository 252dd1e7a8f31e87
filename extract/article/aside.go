package article

import (
	"regexp"
	"strings"

	"github.com/sayso-graph/sayso/schema"
)

const (
	maxCrossReference = 200 // bytes; headlines are shorter
	maxAppeal         = 300
)

var (
	// crossReference is a line that leads to another article.
	crossReference = regexp.MustCompile(`(?i)^(?:most (?:read|popular|viewed)|(?:also |must |further )read|read (?:also|more|next|this|on)|see also|related(?: (?:articles?|stor(?:y|ies)|coverage|content|links?|news|topics?|reading))?|more (?:on this|stories|from .{2,30})|recommended(?: (?:for you|reading|stories))?|editors?['’]?s? (?:picks?|choice)|trending(?: now)?|you (?:may|might) also like|don['’]t miss|up next|in case you missed it)\s*[:»›>→]\s*\S|^(?:watch|listen)(?: now| live| below)?\s*[:»›>→]\s*[^.]+$`)

	// button is a line that a reader may click on, or that parts the text.
	button = regexp.MustCompile(`(?i)^\W*(?:read (?:more|also|next|the full (?:story|article)(?: here)?)|more from [^.]{2,30}|share(?: (?:this|on|via)\b[^.]{0,30})?|continue reading(?: below)?|(?:article|story) continues(?: below)?(?: (?:this )?advertisement)?|advertisement|listen to this (?:article|story)|skip (?:to|past|ad)\b[^.]{0,30}|\d{1,2}[ -]min(?:ute)?s? read|leave a comment|view comments|back to top)\W*$`)

	// appealBeginning is how a line begins that asks the reader for something.
	appealBeginning = regexp.MustCompile(`(?i)^(?:please )?(?:support (?:our|us|independent|quality|local|public|free|the)\b|donate\b|give (?:now|today|monthly)\b|(?:consider )?mak(?:e|ing) a (?:donation|gift|contribution)\b|sign up\b|sign in\b|log in\b|register\b|subscribe\b|become a\b|join (?:us|our|the|more|over|\d)|get (?:our|the|your|all|more|unlimited|full|it|stories|news|breaking)\b|(?:please )?consider\b|help (?:us|keep|fund|support)\b|follow our\b|download\b|(?:did you )?(?:enjoy(?:ed|ing)?|lik(?:e|ed)) (?:this|what|our)\b|want (?:more|to (?:read|get|stay|support))\b|never miss\b|stay (?:informed|up to date|up-to-date|in the know)\b|to (?:keep|continue) reading\b|already a (?:subscriber|member)\b|if you (?:value|like|enjoy|appreciate)d?\b)`)

	// appealObject is what such lines are about: the paper's own wares.
	appealObject = regexp.MustCompile(`(?i)\b(?:newsletters?|inbox|briefings?|e-?mail alerts?|subscri(?:be|ber|bers|ption|ptions)|donat(?:e|ion|ions)|gift|contribution|membership|a member|become a (?:member|supporter|patron)|(?:independent|our|quality|local|public[- ]interest|fearless) (?:journalism|journalists|reporting|newsroom|coverage|work)|this (?:article|story)|unlimited (?:access|articles)|our (?:app|podcast|channel|website|site)|free (?:account|articles?|trial))\b`)

	// addressed is who such lines speak to, and about when.
	addressed = regexp.MustCompile(`(?i)\b(?:you|your|yours|us|our|please|today|now|here|never miss|for free|for as little as|every (?:morning|evening|day|week|friday|sunday|monday))\b`)

	// meter counts what may be read without paying.
	meter = regexp.MustCompile(`(?i)^you(?:['’]ve| have) (?:read|reached|used|viewed|\d+ (?:free )?articles?)\b.{0,60}\b(?:articles?|limit)\b`)
)

// isAside reports whether a paragraph speaks of the paper and its reader, and
// not of the news: it leads to other articles or pages, or asks for money, an address or
// a subscription. It is told by its form, all of it: what only mentions these
// ("Subscribe to our newsletter, the minister joked") is text.
func isAside(s string) bool {
	if len(s) <= maxCrossReference && (crossReference.MatchString(s) || button.MatchString(s)) {
		return true
	}
	if len(s) > maxAppeal || strings.ContainsAny(s, "“”\"") || strings.Contains(s, " said") {
		return false
	}
	return meter.MatchString(s) || appealBeginning.MatchString(s) && appealObject.MatchString(s) && addressed.MatchString(s)
}

// isFurniture reports whether a paragraph of a page is known to be none of the
// text: its byline or date, a label, a credit, an aside.
func isFurniture(s string) bool {
	h := head{article: new(schema.Article)}
	return h.byline(s) || h.dateLine(s) || h.label(s) || isEditorNote(s) || isAside(s) || tailForm.MatchString(s) ||
		len(s) <= maxDateline && creditLine.MatchString(s)
}
