package serve

import (
	"crypto/sha256"
	"crypto/subtle"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// contentSecurity lets a page use what this server sends and nothing else;
// pictures that the page itself draws are blobs.
const contentSecurity = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// guard keeps every request within the bounds of a configuration before a
// handler sees it; may refuses what a client may not do.
func guard(config Config, may func(*http.Request) error, next http.Handler) http.Handler {
	clients := newClients(rate.Limit(config.Rate), config.Burst)
	crossOrigin := http.NewCrossOriginProtection()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", contentSecurity)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		if !clients.allow(r.RemoteAddr, time.Now()) {
			h.Set("Retry-After", "1")
			writeJSON(w, http.StatusTooManyRequests, map[string]string{"error": "too many requests"})
			return
		}
		err := crossOrigin.Check(r)
		if err != nil {
			err = &problem{http.StatusForbidden, err.Error()}
		}
		if !knownHost(r.Host, config.Hosts) {
			err = &problem{http.StatusMisdirectedRequest, "unknown host name; allow it with --host"}
		}
		if err == nil {
			err = may(r)
		}
		if err != nil {
			writeJSON(w, statusOf(err), map[string]string{"error": err.Error()})
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, config.MaxBody)
		next.ServeHTTP(w, r)
	})
}

// Guarded puts another handler behind the bounds of a configuration, for what
// is not this API but is served like it. If there is a token, every request
// must carry it.
func Guarded(config Config, next http.Handler) http.Handler {
	return guard(config.defaults(), func(r *http.Request) error { return authorized(r, config.Token) }, next)
}

// mayRun refuses a request that changes the store and may not.
func (s *Server) mayRun(r *http.Request) error {
	if !changes(r) {
		return nil
	}
	if !s.config.Write {
		return &problem{http.StatusForbidden, "this server only reads; start it with --write"}
	}
	return authorized(r, s.config.Token)
}

// authorized refuses a request without the token, if there is one.
func authorized(r *http.Request, token string) error {
	if token != "" && !sameToken(r.Header.Get("Authorization"), token) {
		return &problem{http.StatusUnauthorized, "wrong or missing token: Authorization: Bearer TOKEN"}
	}
	return nil
}

// changes reports whether a request changes the store. Queries and reads may
// come by POST.
func changes(r *http.Request) bool {
	switch r.Method {
	case http.MethodGet, http.MethodHead, http.MethodOptions:
		return false
	}
	switch r.URL.Path {
	case "/api/query", "/api/v1/read", "/api/v2/query", "/api/v2/read":
		return false
	}
	return !strings.HasPrefix(r.URL.Path, "/api/v1/query/")
}

// knownHost reports whether a request names this server by an address, as
// localhost or by one of names. A page that had its own name resolve to this
// machine (DNS rebinding) does not.
func knownHost(host string, names []string) bool {
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	host = strings.Trim(host, "[]")
	return host == "localhost" || net.ParseIP(host) != nil || slices.Contains(names, host)
}

// sameToken compares in a time that does not depend on where they differ.
func sameToken(header, token string) bool {
	got, ok := strings.CutPrefix(header, "Bearer ")
	a, b := sha256.Sum256([]byte(got)), sha256.Sum256([]byte(token))
	return subtle.ConstantTimeCompare(a[:], b[:]) == 1 && ok
}

// clients limits the request rate of each address.
type clients struct {
	limit rate.Limit
	burst int

	mu   sync.Mutex
	seen map[string]*client
}

type client struct {
	limiter *rate.Limiter
	last    time.Time
}

func newClients(limit rate.Limit, burst int) *clients {
	return &clients{limit: limit, burst: burst, seen: map[string]*client{}}
}

// maxClients bounds the table; those that were not heard of for a minute, by
// when they may send a whole burst again, are forgotten first.
const maxClients = 10_000

func (c *clients) allow(address string, now time.Time) bool {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		host = address
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	one := c.seen[host]
	if one == nil {
		if len(c.seen) >= maxClients {
			c.forget(now)
		}
		one = &client{limiter: rate.NewLimiter(c.limit, c.burst)}
		c.seen[host] = one
	}
	one.last = now
	return one.limiter.AllowN(now, 1)
}

func (c *clients) forget(now time.Time) {
	for host, one := range c.seen {
		if now.Sub(one.last) > time.Minute {
			delete(c.seen, host)
		}
	}
	if len(c.seen) >= maxClients {
		clear(c.seen)
	}
}
