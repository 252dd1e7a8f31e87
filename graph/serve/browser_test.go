package serve_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/sayso-graph/sayso/graph/serve"
	"github.com/sayso-graph/sayso/schema"
)

// browser starts the Chromium that SAYSO_BROWSER names and opens the page of a
// server. The tests with it are not part of every run: they need a program that
// is not there on most machines.
func browser(t *testing.T, url string, width, height int, more ...chromedp.ExecAllocatorOption) context.Context {
	t.Helper()
	program := os.Getenv("SAYSO_BROWSER")
	if testing.Short() || program == "" {
		t.Skip("needs a browser: SAYSO_BROWSER=chromium go test ./graph/serve -run Browser")
	}
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(program), chromedp.WindowSize(width, height))
	for _, flag := range []string{"no-sandbox", "disable-quic", "no-first-run", "disable-background-networking", "disable-component-update", "disable-sync", "enable-unsafe-swiftshader"} {
		opts = append(opts, chromedp.Flag(flag, true))
	}
	ctx, cancel := chromedp.NewExecAllocator(t.Context(), append(opts, more...)...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	act(t, ctx, chromedp.EmulateViewport(int64(width), int64(height)), chromedp.Navigate(url+"/"), ready("home"))
	return ctx
}

func act(t *testing.T, ctx context.Context, actions ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(ctx, actions...); err != nil {
		shown, _ := chromedp.Run(ctx, chromedp.Evaluate[string]("location.href + document.body.innerText"))
		t.Fatalf("%v\nthe page shows:\n%s", err, shown)
	}
}

// ready waits until a view has all that it shows.
func ready(view string) chromedp.Action[chromedp.Void] {
	return until(fmt.Sprintf(`!!document.querySelector("main[data-view=%s][data-ready]")`, view))
}

// open goes to an address of the page, as a link would.
func open(address, view string) chromedp.Action[chromedp.Void] {
	return chromedp.Steps(
		run("document.querySelector('main').dataset.view = 'left'; location.hash = "+fmt.Sprintf("%q", address)),
		ready(view))
}

// shows waits until a part of the page holds a text.
func shows(selector, text string) chromedp.Action[chromedp.Void] {
	return until(fmt.Sprintf(`[...document.querySelectorAll(%q)].some(e => e.textContent.includes(%q))`, selector, text))
}

// until waits for a condition, a JavaScript expression.
func until(condition string) chromedp.Action[chromedp.Void] {
	return chromedp.Poll[chromedp.Void](condition, chromedp.WithPollingInterval(50*time.Millisecond), chromedp.WithPollingTimeout(20*time.Second))
}

// run runs a line of JavaScript.
func run(line string) chromedp.Action[chromedp.Void] {
	return chromedp.Evaluate[chromedp.Void](line + "; null")
}

// click presses what a selector finds first, once it is there.
func click(selector string) chromedp.Action[chromedp.Void] {
	return chromedp.Steps(until(fmt.Sprintf("!!document.querySelector(%q)", selector)), run(fmt.Sprintf("document.querySelector(%q).click()", selector)))
}

// typed puts the cursor into a field and presses keys.
func typed(selector, keys string) chromedp.Action[chromedp.Void] {
	return chromedp.Steps(run(fmt.Sprintf("document.querySelector(%q).focus()", selector)), chromedp.KeyEvent(keys))
}

// accessible finds no violation of WCAG 2.2 AA, by axe-core where its package
// has been installed.
func accessible(t *testing.T, ctx context.Context, view string) {
	t.Helper()
	axe, err := os.ReadFile("web/node_modules/axe-core/axe.min.js")
	if err != nil {
		t.Logf("%s: not checked for accessibility: run npm ci in graph/serve/web", view)
		return
	}
	act(t, ctx, run(string(axe)))
	violations, err := chromedp.Run(ctx, chromedp.Evaluate[string](
		`axe.run(document, {resultTypes: ["violations"]}).then(r => JSON.stringify(r.violations.map(v => v.id + ": " + v.nodes.map(n => n.html + " " + n.failureSummary).join(" | "))))`, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	if err := json.Unmarshal([]byte(violations), &list); err != nil {
		t.Fatal(err)
	}
	for _, v := range list {
		t.Errorf("%s: %s", view, v)
	}
}

// picture keeps a screenshot in the folder that SAYSO_SCREENSHOTS names.
func picture(t *testing.T, ctx context.Context, name string) {
	t.Helper()
	dir := os.Getenv("SAYSO_SCREENSHOTS")
	if dir == "" {
		return
	}
	png, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name+".png"), png, 0o600); err != nil {
		t.Fatal(err)
	}
}

// pairOf is a pair to look at.
func pairOf(from, into string) serve.Candidates {
	return func([]schema.Record) []schema.Judgement {
		return []schema.Judgement{{From: from, Into: into, Score: 0.8, Reasons: []string{"a test"}}}
	}
}

// A person uses every view: on a desktop, in dark colours, on a phone.
func TestBrowserViews(t *testing.T) {
	dark := chromedp.Flag("blink-settings", "preferredColorScheme=0")
	light := chromedp.Flag("blink-settings", "preferredColorScheme=1")
	for _, device := range []struct {
		name          string
		width, height int
		colours       chromedp.ExecAllocatorOption
	}{{"desktop", 1280, 900, light}, {"dark", 1280, 900, dark}, {"phone", 390, 844, light}} {
		name := device.name
		t.Run(name, func(t *testing.T) {
			server := start(t, serve.Config{Write: true, Extractor: titles{}, Candidates: pairOf("ent:report_1", "ent:ILO")})
			do(t, request(t, "POST", server.URL+"/api/articles", "<script>document.title='bad'</script>"))
			ctx := browser(t, server.URL, device.width, device.height, device.colours)
			look := func(view string) {
				t.Helper()
				picture(t, ctx, name+"-"+view)
				accessible(t, ctx, view)
			}
			act(t, ctx, shows("main", "<script>document.title='bad'</script>"), shows(".chip", "Liu Pengyu"))
			look("home")

			act(t, ctx, typed("#search input", "liu"), shows("#search [role=option]", "Liu Pengyu"))
			look("suggestions")
			act(t, ctx, chromedp.KeyEvent(kb.ArrowDown), chromedp.KeyEvent(kb.Enter), ready("entity"), shows("h1", "Liu Pengyu"), shows(".claim", "baseless"))
			look("entity")

			act(t, ctx, click(`.claim a[href^="#/article/"]`), ready("article"), shows(".text a.current", "Liu Pengyu called the report baseless."))
			look("article")

			act(t, ctx, open("#/graph?about=ent:ILO", "graph"), shows("h1", "Around ILO"), until(`!!document.querySelector(".canvas[data-layout=done]")`), shows(".list", "China"))
			look("graph")
			act(t, ctx, run(`[...document.querySelectorAll("button")].find(b => b.textContent === "Save PNG").click()`), shows("#status", "sayso.png saved"),
				run(`[...document.querySelectorAll("button")].find(b => b.textContent === "Save SVG").click()`), shows("#status", "sayso.svg saved"))
			act(t, ctx, click(`button[aria-label="Expand China"]`), shows("h1", "Around ILO, China"))

			act(t, ctx, open("#/query", "query"), click("button.main"), shows("td", "China"))
			look("query")
			act(t, ctx, typed("[role=tab][aria-selected=true]", kb.ArrowLeft), shows("pre", "ent:China"))

			act(t, ctx, open("#/load", "load"), typed("textarea", "A new one"), click("button.main"),
				shows("main p", "pasted text: 1 article"), shows(".claim", "requested"))
			look("load")

			act(t, ctx, open("#/review", "review"), click("[role=group] .row button:last-child"), shows("[role=group] h2", "ILO"))
			look("review")
			act(t, ctx, typed("[role=group]", "s"), shows("[role=group] [role=status]", "The same."), click("[role=group] .row button:nth-child(3)"), shows("[role=group] [role=status]", "Taken back."))

			title, err := chromedp.Run(ctx, chromedp.Title())
			if err != nil || strings.Contains(title, "bad") {
				t.Errorf("a script in a title was run: %q %v", title, err)
			}
		})
	}
}

// met is an article of n meetings: of each number from first on with the one
// that is half of it, so that all of them hang together.
func met(first, n int) schema.Reading {
	var text strings.Builder
	r := schema.Reading{Article: schema.Article{URL: fmt.Sprintf("https://news.example/%d", first), Title: fmt.Sprint(first), Published: "2025-02-14", Language: "en"}}
	known := map[int]bool{}
	term := func(number int) schema.Term {
		name := fmt.Sprintf("Person %d", number)
		span := schema.Span{Start: text.Len(), End: text.Len() + len(name)}
		text.WriteString(name)
		if !known[number] {
			known[number] = true
			r.Entities = append(r.Entities, schema.Entity{IRI: schema.EntityIRI(name), Type: schema.Person, Name: name, Named: true, Mentions: []schema.Span{span}})
		}
		return schema.Term{Text: name, Literal: name, Spans: []schema.Span{span}, Entity: schema.EntityIRI(name)}
	}
	for i := first; i < first+n; i++ {
		start := text.Len()
		subject := term(i)
		verb := schema.Span{Start: text.Len() + 1, End: text.Len() + 4}
		text.WriteString(" met ")
		object := term(i / 2)
		sentence := schema.Span{Start: start, End: text.Len() + 1}
		text.WriteString(".\n")
		r.Claims = append(r.Claims, schema.Claim{
			Sentence: sentence, Evidence: []schema.Span{sentence}, Subject: subject, Object: object,
			Predicate: schema.Predicate{Text: "met", Spans: []schema.Span{verb}, IRI: "rel:met", Lemma: "meet"},
			Polarity:  schema.Positive, Modality: schema.Asserted, Confidence: 0.8, Rule: "stated subject",
		})
	}
	r.Article.Text = text.String()
	r.Article.Body = []schema.Span{{Start: 0, End: text.Len()}}
	r.Article.IRI = schema.ArticleIRI(r.Article.URL, "", r.Article.Text)
	r.Normalize()
	return r
}

// meetings reads a number of articles, with 100 meetings each.
type meetings struct{}

func (meetings) Extract(_ context.Context, _, _ string, body io.Reader) iter.Seq2[schema.Reading, error] {
	return func(yield func(schema.Reading, error) bool) {
		var articles int
		if _, err := fmt.Fscan(body, &articles); err != nil {
			yield(schema.Reading{}, err)
			return
		}
		for i := range articles {
			if !yield(met(i*100+1, 100), nil) {
				return
			}
		}
	}
}

// Five thousand entities are drawn at once, and answer the pointer while the
// layout goes on.
func TestBrowserLargeGraph(t *testing.T) {
	server := start(t, serve.Config{Write: true, Extractor: meetings{}})
	ctx := browser(t, server.URL, 1280, 900)
	do(t, request(t, "POST", server.URL+"/api/articles", "50"))
	began := time.Now()
	act(t, ctx, open("#/graph?nodes=5000", "graph"), shows("main", "5,000 entities"), until(`!!document.querySelector(".canvas canvas")`))
	t.Logf("5,000 entities are on the screen after %s", time.Since(began))
	act(t, ctx, until(`!!document.querySelector(".canvas[data-layout=done]")`))
	t.Logf("the layout has settled after %s", time.Since(began))
	picture(t, ctx, "large")
}

// In a graph of a hundred thousand claims every view is there within a second,
// as a person sees it; what is measured with the browser on a busy machine may
// take five.
func TestBrowserLargeStore(t *testing.T) {
	if os.Getenv("SAYSO_BROWSER") == "" {
		t.Skip("needs a browser: SAYSO_BROWSER=chromium go test ./graph/serve -run Browser")
	}
	server := httptest.NewServer(serve.New(serve.Config{Store: large(t), Write: true, Extractor: titles{}, Candidates: pairOf("ent:Ada_Bebero", "ent:Bepane_University")}))
	t.Cleanup(server.Close)
	do(t, request(t, "GET", server.URL+"/api/claims?disputed=true&limit=1", "")) // the catalog is read
	for _, device := range []struct {
		name          string
		width, height int
	}{{"large-phone", 390, 844}, {"large-desktop", 1280, 900}} {
		t.Run(device.name, func(t *testing.T) {
			ctx := browser(t, server.URL, device.width, device.height)
			var began time.Time
			look := func(view string) {
				t.Helper()
				took := time.Since(began)
				t.Logf("%s: %s", view, took.Round(time.Millisecond))
				if took > 5*time.Second {
					t.Errorf("%s took %s", view, took)
				}
				picture(t, ctx, device.name+"-"+view)
				accessible(t, ctx, view)
				began = time.Now()
			}
			began = time.Now()
			act(t, ctx, chromedp.Reload(), shows("main", "from 3,333 articles"), shows(".chip", "Ada Bebero"), ready("home"))
			look("home")
			act(t, ctx, typed("#search input", "ada bebreo"), shows("#search [role=option]", "Ada Bebero"))
			look("suggestions")
			act(t, ctx, chromedp.KeyEvent(kb.ArrowDown), chromedp.KeyEvent(kb.Enter), shows("h1", "Ada Bebero"), shows("section[aria-label=Timeline] .claim", "Ada Bebero"))
			look("entity-first")
			act(t, ctx, ready("entity"), shows("section[aria-label=Disputed] .claim", "Ada Bebero"), shows("section[aria-label='Who speaks about it']", "other"))
			look("entity")
			act(t, ctx, click("section[aria-label=Timeline] button"), until(`document.querySelectorAll("section[aria-label=Timeline] .claim").length === 60`))
			look("entity-more")
			act(t, ctx, click(`.claim a[href^="#/article/"]`), ready("article"), until(`!!document.querySelector(".text a.current")`))
			look("article")
			act(t, ctx, open("#/graph?about=ent:Ada_Bebero", "graph"), shows("h1", "Around Ada Bebero"), until(`!!document.querySelector(".canvas canvas")`))
			look("graph")
			act(t, ctx, open("#/graph", "graph"), shows("main", "100 entities"), until(`!!document.querySelector(".canvas canvas")`))
			look("graph-overview")
			act(t, ctx, until(`!!document.querySelector(".canvas[data-layout=done]")`))
			look("graph-settled")
			act(t, ctx, open("#/search?text=university", "search"), shows("h2", "entities"), click("section[aria-label=Entities] button"), until(`document.querySelectorAll("section[aria-label=Entities] li").length > 40`))
			look("search")
			act(t, ctx, open("#/query", "query"), run(`document.querySelector("textarea").value = ""`), typed("textarea", `g.V("<ent:Ada_Beb`), shows(".completing ul:not([hidden]) [role=option]", "ent:Ada_Bebero>"), chromedp.KeyEvent(kb.Enter))
			look("completion")
			act(t, ctx, run(`document.querySelector("textarea").value = 'g.V("<ent:Ada_Bebero>").tag("who").out("<rel:met>").limit(50).all()'`), click("button.main"), shows("h2", "answers"))
			look("query")
			act(t, ctx, open("#/review", "review"), shows("[role=group]", "Ada Bebero"))
			look("review")
			if device.name == "large-desktop" { // the last: what is disputed is then found anew
				act(t, ctx, open("#/load", "load"), typed("textarea", "A new one"), click("button.main"), shows("main p", "pasted text: 1 article"))
				look("load")
			}
		})
	}
}

// Everything can be reached by keyboard, and a server that only reads says so.
func TestBrowserKeyboard(t *testing.T) {
	server := start(t, serve.Config{})
	ctx := browser(t, server.URL, 1280, 900)
	act(t, ctx, chromedp.KeyEvent(kb.Tab), until(`document.activeElement.textContent === "Skip to the content"`),
		chromedp.KeyEvent(kb.Enter), until(`document.activeElement.id === "main"`),
		open("#/load", "load"), shows("main", "This server only reads."),
		open("#/query", "query"), run(`document.querySelector("textarea").value = ""`),
		typed("textarea", `g.V("<ent:Ch`), shows(".completing ul:not([hidden]) [role=option]", "ent:China>"), chromedp.KeyEvent(kb.Enter),
		until(`document.querySelector("textarea").value.startsWith('g.V("<ent:China>"')`))
}
