package article

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const pageText = "<html><body><article><p>The council of the town voted for the bridge.</p></article></body></html>"

// site serves pages, and counts how often robots.txt is asked for.
func site(t *testing.T, robots string) (*httptest.Server, *int) {
	t.Helper()
	asked := new(int)
	mux := http.NewServeMux()
	mux.HandleFunc("/robots.txt", func(w http.ResponseWriter, r *http.Request) {
		*asked++
		if robots == "" {
			http.NotFound(w, r)
			return
		}
		fmt.Fprint(w, robots)
	})
	page := func(path, mediaType, body string) {
		mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) {
			if !strings.HasPrefix(r.UserAgent(), "sayso") {
				t.Errorf("the user agent is %q", r.UserAgent())
			}
			w.Header().Set("Content-Type", mediaType)
			fmt.Fprint(w, body)
		})
	}
	page("/2025/02/14/page", "text/html; charset=utf-8", pageText)
	page("/private/page", "text/html", pageText)
	page("/plain", "text/plain; charset=iso-8859-2", "The Wa\xb3\xeasa won.")
	page("/lines", "application/x-ndjson", `{"text":"The first won."}`+"\n"+`{"text":"The last won."}`)
	page("/picture", "image/png", "\x89PNG\r\n\x1a\n\x00")
	page("/large", "text/plain", strings.Repeat("The town won. ", 1000))
	mux.HandleFunc("/moved", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/2025/02/14/page", http.StatusFound)
	})
	mux.HandleFunc("/trap", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/private/page", http.StatusFound) })
	mux.HandleFunc("/loop", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/loop", http.StatusFound) })
	mux.HandleFunc("/slow", func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s, asked
}

func TestFetch(t *testing.T) {
	s, asked := site(t, "User-agent: sayso\nDisallow: /private/\n\nUser-agent: *\nDisallow: /\n")
	tests := []struct {
		path        string
		want, skips []string
	}{
		{"/2025/02/14/page", []string{"The council of the town voted for the bridge."}, nil},
		{"/moved", []string{"The council of the town voted for the bridge."}, nil},
		{"/plain", []string{"The Wałęsa won."}, nil},
		{"/lines", []string{"The first won.", "The last won."}, nil},
		{"/private/page", nil, []string{"/private/page: not allowed by robots.txt"}},
		{"/trap", nil, []string{"/trap: not allowed by robots.txt"}},
		{"/none", nil, []string{"/none: cannot be fetched: 404 Not Found"}},
		{"/loop", nil, []string{"/loop: cannot be fetched: more than 5 redirects"}},
		{"/picture", nil, []string{"/picture: binary, not text: image/png"}},
		{"/large", nil, []string{"/large: too long: more than 5000 bytes"}},
	}
	var paths []string
	for _, tt := range tests {
		paths = append(paths, s.URL+tt.path)
		got, skips := readAll(t, "", Options{MaxBytes: 5000}, "", s.URL+tt.path)
		for i := range skips {
			skips[i] = strings.TrimPrefix(skips[i], s.URL)
		}
		if diff := cmp.Diff(tt.want, texts(got)); diff != "" {
			t.Errorf("%s: (-want +got)\n%s", tt.path, diff)
		}
		if diff := cmp.Diff(tt.skips, skips); diff != "" {
			t.Errorf("%s: skips (-want +got)\n%s", tt.path, diff)
		}
	}
	*asked = 0
	readAll(t, "", Options{}, "", paths...)
	if *asked != 1 {
		t.Errorf("robots.txt was asked for %d times by one run", *asked)
	}
}

func TestFetchedArticle(t *testing.T) {
	s, _ := site(t, "")
	got, skips := readAll(t, "", Options{}, "", s.URL+"/moved")
	if len(got) != 1 {
		t.Fatalf("skips %q", skips)
	}
	if want := s.URL + "/2025/02/14/page"; got[0].URL != want || got[0].Published != "2025-02-14" || got[0].Source != s.URL+"/moved" {
		t.Errorf("URL %q, published %q, source %q", got[0].URL, got[0].Published, got[0].Source)
	}
}

func TestFetchGivesUp(t *testing.T) {
	s, _ := site(t, "")
	_, skips := readAll(t, "", Options{Timeout: 50 * time.Millisecond}, "", s.URL+"/slow")
	if len(skips) != 1 || !strings.Contains(skips[0], "cannot be fetched") || strings.Count(skips[0], s.URL) != 1 {
		t.Errorf("skips %q", skips)
	}
	address := s.URL
	s.Close()
	_, skips = readAll(t, "", Options{}, "", address+"/page")
	if len(skips) != 1 || !strings.Contains(skips[0], "cannot be fetched") {
		t.Errorf("skips %q", skips)
	}
}
