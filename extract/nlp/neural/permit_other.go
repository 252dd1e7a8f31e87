//go:build amd64 && !linux

package neural

// permitTiles reports that other systems' ways to the tile registers are not
// known here.
func permitTiles() bool { return false }
