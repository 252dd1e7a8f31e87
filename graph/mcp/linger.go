package mcp

import (
	"context"
	"errors"
	"io"
	"sync"

	"github.com/modelcontextprotocol/go-sdk/jsonrpc"
	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
)

// A lingering transport ends only when every request that came in has its
// answer: the SDK drops those that are not written when its input ends, but a
// client may send all that it asks and close its side.
type lingering struct{ sdk.Transport }

// Connect opens the connection.
func (t lingering) Connect(ctx context.Context) (sdk.Connection, error) {
	c, err := t.Transport.Connect(ctx)
	if err != nil {
		return nil, err
	}
	return &lingeringConn{Connection: c, open: map[jsonrpc.ID]bool{}, closed: make(chan struct{})}, nil
}

type lingeringConn struct {
	sdk.Connection
	mu       sync.Mutex
	open     map[jsonrpc.ID]bool // requests without an answer
	answered chan struct{}       // closed with the last answer; nil before the input has ended
	once     sync.Once
	closed   chan struct{}
}

// Read returns the next message, and the end of the input when all is answered.
func (c *lingeringConn) Read(ctx context.Context) (jsonrpc.Message, error) {
	msg, err := c.Connection.Read(ctx)
	if errors.Is(err, io.EOF) {
		select {
		case <-c.ended():
		case <-c.closed:
		case <-ctx.Done():
		}
	}
	if req, ok := msg.(*jsonrpc.Request); ok && req.IsCall() {
		c.mu.Lock()
		c.open[req.ID] = true
		c.mu.Unlock()
	}
	return msg, err
}

// ended takes note that the input has ended; what it returns is closed when
// nothing is left to answer.
func (c *lingeringConn) ended() <-chan struct{} {
	c.mu.Lock()
	defer c.mu.Unlock()
	answered := make(chan struct{})
	c.answered = answered
	c.settle()
	return answered
}

// settle ends the wait of Read if there is nothing to wait for.
func (c *lingeringConn) settle() {
	if c.answered != nil && len(c.open) == 0 {
		close(c.answered)
		c.answered = nil
	}
}

// Write sends a message.
func (c *lingeringConn) Write(ctx context.Context, msg jsonrpc.Message) error {
	err := c.Connection.Write(ctx, msg)
	if resp, ok := msg.(*jsonrpc.Response); ok {
		c.mu.Lock()
		defer c.mu.Unlock()
		delete(c.open, resp.ID)
		c.settle()
	}
	return err
}

// Close ends the wait of Read, too.
func (c *lingeringConn) Close() error {
	c.once.Do(func() { close(c.closed) })
	return c.Connection.Close()
}
