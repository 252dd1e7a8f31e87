//go:build !amd64

package neural

// fastest is all that there is for this machine.
func fastest() kernelSet { return portableKernels }

// kernelSets lists the sets that this machine can run.
func kernelSets() []kernelSet { return []kernelSet{portableKernels} }
