// Package sample carries articles to try the program on, and named queries.
// README.md says where the facts can be checked.
package sample
