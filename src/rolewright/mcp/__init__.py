"""The server for assistants: the library as typed tools. Words of documents are handed back as quoted data only."""
