package neural

import (
	"encoding/binary"
	"fmt"
	"io"
)

// Save writes all that is needed to go on training later: steps, the state of
// the random numbers, weights, moments and averages. Call it between epochs.
func (t *Trainer) Save(w io.Writer) error {
	pcg, err := t.pcg.MarshalBinary()
	if err != nil {
		return err
	}
	head := binary.LittleEndian.AppendUint64(nil, uint64(t.Steps))
	head = append(binary.LittleEndian.AppendUint64(head, uint64(len(pcg))), pcg...)
	if _, err := w.Write(head); err != nil {
		return err
	}
	for _, p := range t.Net.params() {
		for _, x := range [][]float32{p.w, p.m, p.v, p.ema} {
			if err := binary.Write(w, binary.LittleEndian, x); err != nil {
				return err
			}
		}
	}
	return nil
}

// Resume reads what Save wrote for a network of the same sizes.
func (t *Trainer) Resume(r io.Reader) error {
	var head [2]uint64
	if err := binary.Read(r, binary.LittleEndian, &head); err != nil {
		return err
	}
	if head[1] > 1024 {
		return fmt.Errorf("%w: not a checkpoint", ErrModel)
	}
	pcg := make([]byte, head[1])
	if _, err := io.ReadFull(r, pcg); err != nil {
		return err
	}
	if err := t.pcg.UnmarshalBinary(pcg); err != nil {
		return err
	}
	for _, p := range t.Net.params() {
		for _, x := range [][]float32{p.w, p.m, p.v, p.ema} {
			if err := binary.Read(r, binary.LittleEndian, x); err != nil {
				return err
			}
		}
	}
	t.Steps = int(head[0])
	t.repack()
	return nil
}
