// Package term turns values into numbers and bytes, the same for every
// backend.
//
//	quad.Value --Canonical--> the one form that is stored
//	    --Inline--> ID, for what fits into one: small integers, booleans, seconds
//	    --Append--> bytes <--Read, and the Key under which a dictionary finds them
//
// Both are formats on disk: what is written once is read for ever.
package term
