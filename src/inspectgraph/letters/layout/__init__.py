"""Printed pages: where the lines of a page stand, and what that says of paragraphs, headings and tables."""
