//go:build !amd64 && !arm64

package neural

// kernelSets lists the sets that this machine can run.
func kernelSets() []kernelSet { return []kernelSet{portableKernels} }
