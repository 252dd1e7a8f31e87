package picture

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/sayso-graph/sayso/schema"
)

// colours of the nodes by type: the palette of Okabe and Ito, which people who
// do not see all colours can tell apart.
var colours = map[schema.EntityType]string{
	schema.Person: "#0072b2", schema.Organization: "#d55e00", schema.Place: "#009e73",
	schema.Event: "#cc79a7", schema.Work: "#e69f00",
}

const otherColour = "#5a5a5a"

// style holds for pictures alone and within a page.
const style = `
  text { font: 12px sans-serif; fill: #1a1a1a; paint-order: stroke; stroke: #fff; stroke-width: 3px }
  .node text { font-weight: 600; text-anchor: middle }
  .link text { font-size: 10px; text-anchor: middle; fill: #444 }
  .link path { fill: none; stroke: #666; stroke-width: 1.4 }
  .said path { stroke-dasharray: 5 4 }
  .negative path { stroke: #b00020 }
`

// WriteSVG draws the graph: what articles state in solid lines, what others
// say dashed, what is negated in red. The sentences are titles, which browsers
// show under the pointer.
func (g *Graph) WriteSVG(w io.Writer) error {
	var b bytes.Buffer
	b.WriteString(xml.Header)
	g.svg(&b)
	_, err := b.WriteTo(w)
	return err
}

func (g *Graph) svg(b *bytes.Buffer) {
	places := layout(g)
	box := bounds(places)
	fmt.Fprintf(b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="%s" role="img" aria-label="%s">`+"\n", box, escape("What is said about "+g.Nodes[0].Name))
	fmt.Fprintf(b, "<style>%s</style>\n", style)
	b.WriteString(`<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" fill="#666"/></marker></defs>` + "\n")
	bends := map[[2]int]int{}
	for i := range g.Links {
		l := &g.Links[i]
		pair := [2]int{min(l.From, l.To), max(l.From, l.To)}
		l.svg(b, places[l.From], places[l.To], bends[pair])
		bends[pair]++
	}
	for i, n := range g.Nodes {
		fill := cmp.Or(colours[n.Type], otherColour)
		fmt.Fprintf(b, `<g class="node"><title>%s</title><circle cx="%.0f" cy="%.0f" r="%d" fill="%s"/><text x="%.0f" y="%.0f">%s</text></g>`+"\n",
			escape(n.Entity+", "+string(n.Type)), places[i].x, places[i].y, radius(i), fill, places[i].x, places[i].y+22, escape(n.Name))
	}
	b.WriteString("</svg>\n")
}

func radius(node int) int {
	if node == 0 {
		return 12
	}
	return 8
}

// svg draws a link as a curve, each further one of a pair bent more.
func (l *Link) svg(b *bytes.Buffer, from, to point, bend int) {
	dx, dy := to.x-from.x, to.y-from.y
	size := math.Max(math.Hypot(dx, dy), 1)
	ux, uy := dx/size, dy/size
	if l.From > l.To { // bends count from the same side for both directions
		ux, uy = -ux, -uy
	}
	side := 12.0 * float64((bend+1)/2) * float64(1-2*(bend%2))
	mid := point{(from.x+to.x)/2 - uy*side*2, (from.y+to.y)/2 + ux*side*2}
	end := point{to.x - dx/size*13, to.y - dy/size*13}
	class := "link"
	if !l.Stated {
		class += " said"
	}
	if l.Negative {
		class += " negative"
	}
	fmt.Fprintf(b, `<g class="%s"><title>%s</title><path d="M%.0f %.0fQ%.0f %.0f %.0f %.0f" marker-end="url(#arrow)"/><text x="%.0f" y="%.0f">%s</text></g>`+"\n",
		class, escape(l.title()), from.x, from.y, mid.x, mid.y, end.x, end.y,
		(from.x+to.x)/4+mid.x/2, (from.y+to.y)/4+mid.y/2-3, escape(l.label()))
}

func (l *Link) label() string {
	label := l.Predicate
	if l.Negative {
		label = "not: " + label
	}
	if l.Claims > 1 {
		label += fmt.Sprintf(" ×%d", l.Claims)
	}
	return label
}

func (l *Link) title() string {
	title := "“" + strings.Join(strings.Fields(l.Words), " ") + "”"
	if l.Speaker != "" {
		title += " says " + l.Speaker
	}
	return title
}

// bounds returns the view box around the nodes, with room for their names.
func bounds(places []point) string {
	low, high := places[0], places[0]
	for _, p := range places {
		low = point{math.Min(low.x, p.x), math.Min(low.y, p.y)}
		high = point{math.Max(high.x, p.x), math.Max(high.y, p.y)}
	}
	const wide, tall = 110, 50
	return fmt.Sprintf("%.0f %.0f %.0f %.0f", low.x-wide, low.y-tall, high.x-low.x+2*wide, high.y-low.y+2*tall)
}

// escape makes a text harmless in XML and HTML.
func escape(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(strings.Join(strings.Fields(s), " "))) // a strings.Builder takes everything
	return b.String()
}
