"""The language server: postings and role files in an editor. Protocol only; what is said comes from the library."""
