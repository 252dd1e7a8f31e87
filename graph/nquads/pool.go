package nquads

import (
	"iter"
	"sync"

	"github.com/cayleygraph/quad"
)

// A pool parses blocks in parallel.
type pool struct {
	jobs    chan job
	spare   chan []quad.Quad // slices to use again
	workers sync.WaitGroup
}

type job struct {
	block *block
	done  chan *block
}

func newPool(workers int, r *Reader) *pool {
	p := &pool{jobs: make(chan job), spare: make(chan []quad.Quad, 4*workers)}
	for range workers {
		p.workers.Add(1)
		go p.work(r.Lenient, r.Relative)
	}
	return p
}

func (p *pool) work(lenient, relative bool) {
	defer p.workers.Done()
	parser := parser{iris: new(irisOf), relative: relative}
	for j := range p.jobs {
		var quads []quad.Quad
		select {
		case quads = <-p.spare:
		default:
		}
		j.block.parse(&parser, quads, lenient)
		j.done <- j.block
	}
}

// feed hands out blocks and announces their results in order, until the blocks
// end or stop is closed.
func (p *pool) feed(blocks iter.Seq[*block], order chan<- chan *block, stop <-chan struct{}) {
	defer close(order)
	for b := range blocks {
		j := job{block: b, done: make(chan *block, 1)}
		select {
		case order <- j.done:
		case <-stop:
			return
		}
		p.jobs <- j
	}
}

func (p *pool) recycle(b *block) {
	select {
	case p.spare <- b.quads[:0]:
	default:
	}
	b.quads = nil
}

// close ends the workers. No block may be fed any more.
func (p *pool) close() {
	close(p.jobs)
	p.workers.Wait()
}
