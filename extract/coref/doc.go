package coref
