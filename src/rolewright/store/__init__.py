"""What the studio keeps: SQLite in a file by default, PostgreSQL by URL, one schema and one chain of migrations."""
