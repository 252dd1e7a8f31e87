package neural

import "golang.org/x/sys/cpu"

// dotKernels take the products of inference, which cost the most, off the
// processor's hands.
var dotKernels = func() kernelSet {
	s := portableKernels
	s.name, s.gemm8 = "dot product", gemm8Dot
	return s
}()

// kernelSets lists the sets that this machine can run, the fastest last.
func kernelSets() []kernelSet {
	sets := []kernelSet{portableKernels}
	if cpu.ARM64.HasASIMDDP {
		sets = append(sets, dotKernels)
	}
	return sets
}

func gemm8Dot(c []float32, a []uint8, lda int, scale []float32, b *factor, m int) {
	gemmDot(&c[0], b.cols*4, &a[0], lda, &scale[0], &b.packed[0], &b.scale[0], (m+3)/4, b.cols/16, b.lines)
}

//go:noescape
func gemmDot(c *float32, ldc int, a *uint8, lda int, scale *float32, b *uint32, colScale *float32, mBlocks, nBlocks, lines int)
