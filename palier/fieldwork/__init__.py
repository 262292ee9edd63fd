"""Work on the sites: what agents of proximity are asked, their rounds, their evenings. It never reads a file."""
