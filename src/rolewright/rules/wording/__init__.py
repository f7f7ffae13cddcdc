"""Words: what a posting calls people and things. Most rules of this topic are tables in `knowledge/rules`."""
