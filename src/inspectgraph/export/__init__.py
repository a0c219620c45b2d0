"""Values to files and terminals: tables, RDF in all its forms, networks for Gephi."""
