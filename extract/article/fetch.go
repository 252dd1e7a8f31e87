package article

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"sync"

	"github.com/temoto/robotstxt"
)

// agentName is the product token that robots.txt files address.
const agentName = "sayso"

const (
	maxRedirects = 5
	maxRobots    = 500 << 10 // RFC 9309 §2.5: parse at least 500 KiB
)

// errRefused is returned for a page that robots.txt keeps closed.
var errRefused = errors.New("robots.txt forbids it")

// A fetcher gets pages politely: it says who it is, keeps to robots.txt
// (RFC 9309), to a time and to a number of redirects. It may be used by
// several goroutines.
type fetcher struct {
	client http.Client
	agent  string

	mu     sync.Mutex
	robots map[string]*robotstxt.RobotsData // by scheme and host
}

func newFetcher(opts Options) *fetcher {
	f := &fetcher{client: *opts.Client, agent: opts.UserAgent, robots: map[string]*robotstxt.RobotsData{}}
	f.client.Timeout = opts.Timeout
	f.client.CheckRedirect = func(req *http.Request, via []*http.Request) error {
		if len(via) > maxRedirects {
			return fmt.Errorf("more than %d redirects", maxRedirects)
		}
		return f.allowed(req.Context(), req.URL)
	}
	return f
}

// get fetches a page. Every error but the end of ctx is a [SkipError].
func (f *fetcher) get(ctx context.Context, address string) (content, error) {
	resp, err := f.page(ctx, address) //nolint:bodyclose // whoever reads the content closes it
	switch {
	case err == nil:
		return content{resp.Body, resp.Header.Get("Content-Type"), resp.Request.URL.String()}, nil
	case ctx.Err() != nil:
		return content{}, ctx.Err()
	case errors.Is(err, errRefused):
		return content{}, &SkipError{Source: address, Reason: Refused}
	}
	var ue *url.Error
	if errors.As(err, &ue) {
		err = ue.Err // the address stands in the SkipError
	}
	return content{}, &SkipError{Source: address, Reason: Unreachable, Err: err}
}

func (f *fetcher) page(ctx context.Context, address string) (*http.Response, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, err
	}
	if u.Host == "" {
		return nil, errors.New("the address has no host")
	}
	if err := f.allowed(ctx, u); err != nil {
		return nil, err
	}
	resp, err := f.do(ctx, u)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		resp.Body.Close()
		return nil, errors.New(resp.Status)
	}
	return resp, nil
}

func (f *fetcher) do(ctx context.Context, u *url.URL) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("User-Agent", f.agent)
	req.Header.Set("Accept", "text/html, application/xhtml+xml, text/plain, text/markdown, application/x-ndjson;q=0.9, */*;q=0.1")
	req.Header.Set("Accept-Language", "en")
	return f.client.Do(req)
}

// allowed returns errRefused when the robots.txt of u's host closes u.
func (f *fetcher) allowed(ctx context.Context, u *url.URL) error {
	if u.Path == "/robots.txt" {
		return nil
	}
	rules, err := f.rules(ctx, u)
	if err != nil {
		return err
	}
	if !rules.TestAgent(u.RequestURI(), agentName) {
		return errRefused
	}
	return nil
}

// rules returns the robots.txt of u's host, fetched once. The lock is held
// meanwhile: two pages of one host must not ask for it twice.
func (f *fetcher) rules(ctx context.Context, u *url.URL) (*robotstxt.RobotsData, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	host := u.Scheme + "://" + u.Host
	if r, ok := f.robots[host]; ok {
		return r, nil
	}
	resp, err := f.do(ctx, &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"})
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxRobots))
	if err != nil {
		return nil, err
	}
	// Without a file everything is open, after a server error nothing is.
	rules, err := robotstxt.FromStatusAndBytes(resp.StatusCode, body)
	if err != nil {
		return nil, fmt.Errorf("robots.txt: %w", err)
	}
	f.robots[host] = rules
	return rules, nil
}
