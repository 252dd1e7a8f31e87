package neural

// A Config gives the sizes of a network. Sizes that matrices are made of are
// multiples of 32.
type Config struct {
	Vector   int // width of the fixed pre-trained vectors
	Word     int // width of the trained word vectors
	Gram     int // width of the character n-grams' sum
	Affix    int // width of the prefixes' and suffixes' sum
	Shape    int // width of the word shape
	Cluster  int // width of the trained vectors of clusters of words
	Words    int // trained words
	Grams    int // buckets of n-grams
	Affixes  int // buckets of affixes
	Shapes   int // buckets of shapes
	Clusters int // clusters of words

	Layers   int // of bidirectional LSTM
	Hidden   int // units in a direction
	TagLayer int // layer, from 1, that the tags are read from

	TagHidden int   // width of the tags' hidden layer
	Tags      []int // number of values of each tag
	Arc       int   // width of a token as dependent and as head
	Label     int   // the same, for the relation
	Rels      int   // number of relations
}

// Input is the width of a token's input to the first layer.
func (c *Config) Input() int {
	return roundUp(c.Vector + c.Word + c.Gram + c.Affix + c.Shape + c.Cluster)
}

// valid reports whether the sizes make a network.
func (c *Config) valid() bool {
	const most = 1 << 24
	for _, n := range []int{c.Word, c.Gram, c.Affix, c.Shape, c.Cluster, c.Words, c.Grams, c.Affixes, c.Shapes, c.Clusters, c.Rels} {
		if n < 1 || n > most {
			return false
		}
	}
	for _, n := range []int{c.Hidden, c.TagHidden, c.Arc, c.Label} {
		if n < tile || n > 1<<13 || n%tile != 0 {
			return false
		}
	}
	for _, n := range c.Tags {
		if n < 1 || n > most {
			return false
		}
	}
	return c.Vector >= 0 && c.Vector < most && c.Layers >= 1 && c.Layers <= 64 && c.TagLayer >= 1 && c.TagLayer <= c.Layers
}

// tagWidth is the number of all tags' values.
func (c *Config) tagWidth() int {
	n := 0
	for _, k := range c.Tags {
		n += k
	}
	return n
}

// Features are what a token's form says: rows of the embedding tables. Word and
// Cluster are -1 for a word that was not trained, or is in no cluster.
type Features struct {
	Vector         []float32 // the pre-trained vector, nil when there is none
	Word, Cluster  int32
	Shape          int32
	Grams, Affixes []int32
}

// Buckets of the distance between head and dependent, each way.
const distBuckets = 12

// distBucket maps head-dependent to a bucket.
func distBucket(d int) int {
	side := 0
	if d < 0 {
		side, d = distBuckets, -d
	}
	switch {
	case d <= 5:
		return side + d
	case d <= 7:
		return side + 6
	case d <= 10:
		return side + 7
	case d <= 15:
		return side + 8
	case d <= 22:
		return side + 9
	case d <= 35:
		return side + 10
	}
	return side + 11
}
