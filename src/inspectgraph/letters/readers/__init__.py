"""One module for each format: bytes to drafts of blocks."""
