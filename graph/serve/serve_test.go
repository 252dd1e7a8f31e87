package serve_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/sayso-graph/sayso/graph/load"
	"github.com/sayso-graph/sayso/graph/serve"
	"github.com/sayso-graph/sayso/graph/store"
	"github.com/sayso-graph/sayso/schema"
)

const text = "The ILO requested China to explain. Liu Pengyu called the report baseless."

// reading is an article with one stated claim and one of a speaker.
func reading(title string) schema.Reading {
	a := schema.Article{
		URL: "https://news.example/" + url.PathEscape(title), Title: title, Publisher: "Example News",
		Published: "2025-02-14", Language: "en", Text: text, Body: []schema.Span{{Start: 0, End: len(text)}},
	}
	a.IRI = schema.ArticleIRI(a.URL, "", text)
	span := func(s string) schema.Span {
		i := strings.Index(text, s)
		return schema.Span{Start: i, End: i + len(s)}
	}
	term := func(s, entity string) schema.Term {
		return schema.Term{Text: s, Literal: s, Spans: []schema.Span{span(s)}, Entity: entity}
	}
	claim := func(sentence string, subject schema.Term, verb, iri, lemma string, object schema.Term) schema.Claim {
		return schema.Claim{
			Sentence: span(sentence), Subject: subject, Object: object,
			Predicate: schema.Predicate{Text: verb, Spans: []schema.Span{span(verb)}, IRI: iri, Lemma: lemma},
			Polarity:  schema.Positive, Modality: schema.Asserted, Confidence: 0.8, Rule: "stated subject",
			Evidence: []schema.Span{span(sentence)},
		}
	}
	first := claim("The ILO requested China to explain.", term("The ILO", "ent:ILO"), "requested", "rel:requested", "request", term("China", "ent:China"))
	second := claim("Liu Pengyu called the report baseless.", term("the report", "ent:report_1"), "baseless", "rel:is", "be", term("baseless", ""))
	second.Modality = schema.Reported
	second.Attribution = &schema.Attribution{
		Source: term("Liu Pengyu", "ent:Liu_Pengyu"), Cue: "called", CueSpan: span("called"), Content: []schema.Span{span("the report baseless")},
	}
	r := schema.Reading{Article: a, Claims: []schema.Claim{first, second}, Entities: []schema.Entity{
		{IRI: "ent:ILO", Type: schema.Organization, Name: "ILO", Named: true, Mentions: []schema.Span{span("ILO")}},
		{IRI: "ent:China", Type: schema.Place, Name: "China", Named: true, Mentions: []schema.Span{span("China")}},
		{IRI: "ent:Liu_Pengyu", Type: schema.Person, Name: "Liu Pengyu", Named: true, Mentions: []schema.Span{span("Liu Pengyu")}},
		{IRI: "ent:report_1", Type: schema.Work, Name: "report", Mentions: []schema.Span{span("the report")}},
	}}
	r.Normalize()
	return r
}

func readings(all ...schema.Reading) iter.Seq2[schema.Reading, error] {
	return func(yield func(schema.Reading, error) bool) {
		for _, r := range all {
			if !yield(r, nil) {
				return
			}
		}
	}
}

// titles is an Extractor for which every line is an article with that title.
type titles struct{ begun chan struct{} }

func (x titles) Extract(_ context.Context, _, _ string, body io.Reader) iter.Seq2[schema.Reading, error] {
	return func(yield func(schema.Reading, error) bool) {
		if x.begun != nil {
			close(x.begun)
		}
		data, err := io.ReadAll(body)
		if err != nil {
			yield(schema.Reading{}, err)
			return
		}
		for line := range strings.Lines(string(data)) {
			line = strings.TrimSpace(line)
			if line == "" {
				if !yield(schema.Reading{}, fmt.Errorf("line: empty")) {
					return
				}
				continue
			}
			if !yield(reading(line), nil) {
				return
			}
		}
	}
}

// start serves a store in memory that holds one article.
func start(t *testing.T, config serve.Config) *httptest.Server {
	t.Helper()
	st, err := store.Open(t.Context(), "memory:", store.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = st.Close() })
	if _, err := load.Load(t.Context(), st, readings(reading("First")), load.Options{}); err != nil {
		t.Fatal(err)
	}
	config.Store = st
	server := httptest.NewServer(serve.New(config))
	t.Cleanup(server.Close)
	return server
}

// do sends a request and returns status and body.
func do(t *testing.T, r *http.Request) (int, string) {
	t.Helper()
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(body)
}

func request(t *testing.T, method, url, body string, header ...string) *http.Request {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	return r
}

func TestAnswers(t *testing.T) {
	server := start(t, serve.Config{})
	iri := url.PathEscape(reading("First").Article.IRI)
	for _, test := range []struct {
		name, method, path, body string
		status                   int
		want                     string
	}{
		{"it is well", "GET", "/api/health", "", 200, `"ok"`},
		{"it counts", "GET", "/api/stats", "", 200, `"labels":1`},
		{"articles are listed", "GET", "/api/articles?publisher=example+news", "", 200, `"title":"First"`},
		{"an article has its text", "GET", "/api/articles/" + iri, "", 200, `"text":"The ILO requested China`},
		{"an article goes by its address", "GET", "/api/articles/" + url.PathEscape("https://news.example/First"), "", 200, `"title":"First"`},
		{"mentions are in code points", "GET", "/api/articles/" + iri, "", 200, `{"entity":"ent:ILO","type":"organization","start":4,"end":7}`},
		{"an unknown article is not found", "GET", "/api/articles/nothing", "", 404, "no such article"},
		{"entities are found by name", "GET", "/api/entities?text=liu", "", 200, `"ent:Liu_Pengyu"`},
		{"an entity is shown", "GET", "/api/entities/ILO", "", 200, `"organization"`},
		{"an unknown entity is not found", "GET", "/api/entities/nobody", "", 404, "no such entity"},
		{"neighbours have their relations", "GET", "/api/entities/ent:China/neighbours", "", 200, `{"entity":"ent:ILO","claims":1,"relations":["^rel:requested"]}`},
		{"claims have their speaker", "GET", "/api/claims?by=Liu_Pengyu", "", 200, `"source_entity":"ent:Liu_Pengyu"`},
		{"claims have their sentence", "GET", "/api/claims?about=ILO", "", 200, `"sentence":"The ILO requested China to explain."`},
		{"a wrong limit is a bad request", "GET", "/api/claims?limit=x", "", 400, "limit=x"},
		{"an unknown parameter is named", "GET", "/api/claims?abuot=ILO&limit=1", "", 400, "unknown parameter abuot; known are about, by,"},
		{"an unknown polarity is refused", "GET", "/api/claims?polarity=neg", "", 400, "polarity=neg: not one of positive, negative"},
		{"a flag needs no value", "GET", "/api/claims?by=Liu_Pengyu&stated", "", 200, "[]"},
		{"a flag that is neither on nor off is refused", "GET", "/api/claims?disputed=maybe", "", 400, "disputed=maybe: neither true nor false"},
		{"so is an unknown modality", "GET", "/api/claims?modality=bla", "", 400, "modality=bla: not one of asserted, reported,"},
		{"so is an unknown type", "GET", "/api/entities?type=bla", "", 400, "type=bla: not one of person,"},
		{"so is what is no day", "GET", "/api/claims?since=yesterday", "", 400, "since=yesterday: not a day, as 2025,"},
		{"so is what is no confidence", "GET", "/api/claims?min_confidence=7", "", 400, "min_confidence=7: not a number from 0 to 1"},
		{"an unknown name is not found", "GET", "/api/claims?about=nobody", "", 404, "nobody: no such entity"},
		{"so is one where there are none", "GET", "/api/stats?since=2025", "", 400, "unknown parameter since: GET /api/stats takes none"},
		{"Gizmo runs by GET", "GET", "/api/query?q=" + url.QueryEscape(`g.V("<ent:ILO>").out("<rel:requested>").all()`), "", 200, `"ent:China"`},
		{"Gizmo runs by POST", "POST", "/api/query", `g.V("<ent:ILO>").out("<rel:requested>").all()`, 200, `"ent:China"`},
		{"an error in Gizmo has its place", "POST", "/api/query", `g.V(`, 400, "line 1"},
		{"an empty query is a bad request", "POST", "/api/query", ``, 400, "no query"},
		{"examples are listed", "GET", "/api/examples", "", 200, `"who-asked-whom"`},
		{"the store is exported", "GET", "/api/export", "", 200, "> .\n"},
		{"one article is exported", "GET", "/api/export?format=jsonld&article=" + iri, "", 200, "@graph"},
		{"an unknown format is a bad request", "GET", "/api/export?format=docx", "", 400, "docx"},
		{"what is not there is not found", "GET", "/api/nothing", "", 404, "no such page"},
		{"a file of the machine is not found", "GET", "/..%2f..%2f..%2fetc%2fpasswd", "", 404, "no such page"},
		{"a source of the page is not found", "GET", "/web/src/app.ts", "", 404, "no such page"},
		{"a path that climbs is not found", "GET", "/api/articles/..%2f..%2fetc%2fpasswd", "", 404, "no such article"},
	} {
		t.Run(test.name, func(t *testing.T) {
			status, body := do(t, request(t, test.method, server.URL+test.path, test.body))
			if status != test.status || !strings.Contains(body, test.want) {
				t.Errorf("got %d %s\nwant %d with %s", status, body, test.status, test.want)
			}
		})
	}
}

// Listings come in parts, and tell how long they are.
func TestPages(t *testing.T) {
	server := start(t, serve.Config{Write: true, Extractor: titles{}})
	do(t, request(t, "POST", server.URL+"/api/articles", "Second\nThird\n"))
	for path, total := range map[string]string{
		"/api/articles": "3", "/api/entities": "3", "/api/claims?about=ILO": "3", "/api/claims?by=Liu_Pengyu": "3",
		"/api/entities/ILO/neighbours": "1", "/api/entities/report_1/speakers": "1",
	} {
		separator := "?"
		if strings.Contains(path, "?") {
			separator = "&"
		}
		var parts []json.RawMessage
		for offset := range 4 {
			resp, err := http.Get(fmt.Sprintf("%s%s%slimit=1&offset=%d", server.URL, path, separator, offset))
			if err != nil {
				t.Fatal(err)
			}
			var rows []json.RawMessage
			err = json.NewDecoder(resp.Body).Decode(&rows)
			resp.Body.Close()
			if got := resp.Header.Get("X-Total-Count"); err != nil || got != total || len(rows) > 1 {
				t.Errorf("%s from %d: %d rows of %s, want one of %s (%v)", path, offset, len(rows), got, total, err)
			}
			parts = append(parts, rows...)
		}
		_, all := do(t, request(t, "GET", server.URL+path, ""))
		if joined, err := json.Marshal(parts); err != nil || string(joined) != strings.TrimSpace(all) {
			t.Errorf("%s: the parts\n%s\nthe whole\n%s", path, joined, all)
		}
	}
}

func TestMetrics(t *testing.T) {
	server := start(t, serve.Config{})
	do(t, request(t, "GET", server.URL+"/api/health", ""))
	if _, body := do(t, request(t, "GET", server.URL+"/metrics", "")); !strings.Contains(body, `sayso_http_requests_total{route="/api/health",status="200"} 1`) {
		t.Errorf("no count of the request in:\n%s", body)
	}
}

func TestUploadAndRemove(t *testing.T) {
	server := start(t, serve.Config{Write: true, Token: "secret", Extractor: titles{}})
	auth := []string{"Authorization", "Bearer secret", "Content-Type", "text/plain"}
	status, body := do(t, request(t, "POST", server.URL+"/api/articles", "Second\n\nThird\n", auth...))
	var report struct {
		Added             int
		Articles, Skipped []string
	}
	if err := json.Unmarshal([]byte(body), &report); err != nil || status != 200 {
		t.Fatalf("%d %s", status, body)
	}
	if report.Added != 2 || len(report.Articles) != 2 || len(report.Skipped) != 1 {
		t.Errorf("got %+v, want two articles and one skipped", report)
	}
	status, body = do(t, request(t, "DELETE", server.URL+"/api/articles/"+url.PathEscape(report.Articles[0]), "", auth...))
	if status != 200 || !strings.Contains(body, report.Articles[0]) {
		t.Errorf("remove: %d %s", status, body)
	}
	if status, _ := do(t, request(t, "GET", server.URL+"/api/articles/"+url.PathEscape(report.Articles[0]), "")); status != 404 {
		t.Errorf("a removed article is still there: %d", status)
	}
}

// A person looks at a candidate, judges, and takes it back.
func TestReview(t *testing.T) {
	pair := schema.Judgement{From: "ent:report_1", Into: "ent:ILO", Score: 0.5, Reasons: []string{"a test"}}
	server := start(t, serve.Config{Write: true, Candidates: func([]schema.Record) []schema.Judgement {
		return []schema.Judgement{pair}
	}})
	for _, step := range []struct {
		method, path, body string
		status             int
		want               string
	}{
		{"GET", "/api/judgements/candidates", "", 200, `"reasons":["a test"]`},
		{"POST", "/api/judgements", `{"from":"ent:report_1","into":"ent:nobody","same":true}`, 404, "no such entity"},
		{"POST", "/api/judgements", `{"from":"ent:ILO","into":"ent:ILO","same":true}`, 400, "no judgement on two entities"},
		{"POST", "/api/judgements", `same`, 400, "not a judgement"},
		{"POST", "/api/judgements", `{"from":"ent:report_1","into":"ent:ILO","same":true,"judge":"me"}`, 200, `{"changed":1}`},
		{"GET", "/api/judgements", "", 200, `"judge":"user","score":1`},
		{"GET", "/api/judgements/candidates", "", 200, `[]`},
		{"GET", "/api/entities/report_1", "", 200, `"entity":"ent:ILO"`},
		{"DELETE", "/api/judgements", "", 400, "no entities"},
		{"DELETE", "/api/judgements?from=ent:ILO&into=ent:report_1", "", 200, `{"changed":1}`},
		{"GET", "/api/entities/report_1", "", 200, `"entity":"ent:report_1"`},
	} {
		status, body := do(t, request(t, step.method, server.URL+step.path, step.body))
		if status != step.status || !strings.Contains(body, step.want) {
			t.Errorf("%s %s %s: got %d %s, want %d with %s", step.method, step.path, step.body, status, body, step.status, step.want)
		}
	}
	if status, _ := do(t, request(t, "GET", start(t, serve.Config{}).URL+"/api/judgements/candidates", "")); status != 501 {
		t.Errorf("a server without candidates answered %d", status)
	}
}

// sure judges that China and the ILO are one, whenever both are there.
type sure struct{}

func (sure) Name() string { return "test" }

func (sure) Match(records []schema.Record) []schema.Judgement {
	known := map[string]bool{}
	for _, r := range records {
		known[r.IRI] = true
	}
	if !known["ent:ILO"] || !known["ent:China"] {
		return nil
	}
	return []schema.Judgement{{From: "ent:China", Into: "ent:ILO", Same: true, Judge: "test", Score: 0.9}}
}

// What comes and goes through the API is matched at once.
func TestUploadsAreMatched(t *testing.T) {
	st, err := store.Open(t.Context(), "memory:", store.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	server := httptest.NewServer(serve.New(serve.Config{Store: st, Write: true, Extractor: titles{}, Judger: sure{}}))
	defer server.Close()
	status, body := do(t, request(t, "POST", server.URL+"/api/articles", "First"))
	if status != 200 || !strings.Contains(body, `"judged":1`) {
		t.Fatalf("%d %s", status, body)
	}
	if _, body := do(t, request(t, "GET", server.URL+"/api/entities/ent:China", "")); !strings.Contains(body, `"entity":"ent:ILO"`) {
		t.Errorf("China is %s", body)
	}
	do(t, request(t, "DELETE", server.URL+"/api/articles/"+url.PathEscape(reading("First").Article.IRI), ""))
	if _, body := do(t, request(t, "GET", server.URL+"/api/judgements", "")); body != "[]\n" {
		t.Errorf("after the article has gone there are the judgements %s", body)
	}
}

func TestUploadTellsOfItsProgress(t *testing.T) {
	server := start(t, serve.Config{Write: true, Extractor: titles{}})
	_, body := do(t, request(t, "POST", server.URL+"/api/articles", "Second\nThird\n", "Accept", "text/event-stream"))
	if strings.Count(body, "event: article\n") != 2 || !strings.Contains(body, "event: done\ndata: {\"added\":2") {
		t.Errorf("got\n%s", body)
	}
}

func TestRefusals(t *testing.T) {
	reader := start(t, serve.Config{Extractor: titles{}})
	writer := start(t, serve.Config{Write: true, Token: "secret", Extractor: titles{}, MaxBody: 1000})
	auth := "Bearer secret"
	for _, test := range []struct {
		name   string
		server *httptest.Server
		header []string
		host   string
		body   string
		status int
	}{
		{"a server that only reads", reader, nil, "", "Second", 403},
		{"no token", writer, nil, "", "Second", 401},
		{"a wrong token", writer, []string{"Authorization", "Bearer secreT"}, "", "Second", 401},
		{"a page of another origin", writer, []string{"Authorization", auth, "Origin", "https://evil.example"}, "", "Second", 403},
		{"a page that is cross-site", writer, []string{"Authorization", auth, "Sec-Fetch-Site", "cross-site"}, "", "Second", 403},
		{"a name that resolves here", writer, []string{"Authorization", auth}, "evil.example", "Second", 421},
		{"a huge body", writer, []string{"Authorization", auth}, "", strings.Repeat("x", 2000), 413},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := request(t, "POST", test.server.URL+"/api/articles", test.body, test.header...)
			r.Host = test.host
			if status, body := do(t, r); status != test.status {
				t.Errorf("got %d %s, want %d", status, body, test.status)
			}
		})
	}
}

func TestEndlessQueryIsEnded(t *testing.T) {
	server := start(t, serve.Config{QueryTimeout: 50 * time.Millisecond})
	for _, path := range []string{"/api/query", "/api/v1/query/gizmo", "/api/v2/query?lang=gizmo"} {
		for _, loop := range []string{"while (true) {}", "function f() { return f() }; f()", "for (;;) g.emit(1)", "for (;;) g.V().all()"} {
			began := time.Now()
			status, body := do(t, request(t, "POST", server.URL+path, loop))
			if status < 400 && !strings.Contains(body, `"truncated":true`) {
				t.Errorf("%s %s: got %d %.200s", path, loop, status, body)
			}
			if took := time.Since(began); took > 10*time.Second {
				t.Errorf("%s %s took %s", path, loop, took)
			}
		}
	}
}

func TestRateOfOneClient(t *testing.T) {
	server := start(t, serve.Config{Rate: 0.001, Burst: 3})
	var last int
	for range 4 {
		last, _ = do(t, request(t, "GET", server.URL+"/api/health", ""))
	}
	if last != 429 {
		t.Errorf("the fourth request at once got %d, want 429", last)
	}
}

func TestAnswersAreHarmlessInAPage(t *testing.T) {
	server := start(t, serve.Config{Write: true, Extractor: titles{}})
	do(t, request(t, "POST", server.URL+"/api/articles", "<script>alert(1)</script>"))
	resp, err := http.Get(server.URL + "/api/articles")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if got := resp.Header.Get("Content-Type"); !strings.HasPrefix(got, "application/json") {
		t.Errorf("Content-Type %q", got)
	}
	if resp.Header.Get("X-Content-Type-Options") != "nosniff" || !strings.Contains(resp.Header.Get("Content-Security-Policy"), "default-src 'none'") {
		t.Errorf("headers %v", resp.Header)
	}
	if resp.Header.Get("Access-Control-Allow-Origin") != "" {
		t.Error("another origin may read answers")
	}
}

// A client that sends its request a byte at a time is not waited for, and
// holds up nobody.
func TestSlowClientIsLeft(t *testing.T) {
	if testing.Short() {
		t.Skip("takes as long as a client may take for its headers")
	}
	st, err := store.Open(t.Context(), "memory:", store.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- serve.New(serve.Config{Store: st}).Serve(ctx, l) }()
	slow, err := net.Dial("tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer slow.Close()
	if _, err := io.WriteString(slow, "GET /api/health HTTP/1.1\r\nHost: loc"); err != nil {
		t.Fatal(err)
	}
	if status, _ := do(t, request(t, "GET", "http://"+l.Addr().String()+"/api/health", "")); status != 200 {
		t.Errorf("another client got %d", status)
	}
	if err := slow.SetReadDeadline(time.Now().Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(io.Discard, slow); err != nil {
		t.Errorf("the slow client was not left: %v", err)
	}
	stop()
	if err := <-ended; err != nil {
		t.Errorf("the server ended with %v", err)
	}
}

// A server that stops lets the request that runs finish.
func TestGracefulEnd(t *testing.T) {
	st, err := store.Open(t.Context(), "memory:", store.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	body, send := io.Pipe()
	ended := make(chan error, 1)
	extractor := titles{begun: make(chan struct{})}
	go func() {
		ended <- serve.New(serve.Config{Store: st, Write: true, Extractor: extractor}).Serve(ctx, l)
	}()
	answered := make(chan int, 1)
	go func() {
		resp, err := http.Post("http://"+l.Addr().String()+"/api/articles", "text/plain", body)
		if err != nil {
			answered <- 0
			return
		}
		resp.Body.Close()
		answered <- resp.StatusCode
	}()
	fmt.Fprintln(send, "Second")
	<-extractor.begun
	stop()
	send.Close()
	if status := <-answered; status != 200 {
		t.Errorf("the running request got %d", status)
	}
	if err := <-ended; err != nil {
		t.Errorf("the server ended with %v", err)
	}
}
