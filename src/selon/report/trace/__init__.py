"""Several retellings together, for people and programs: JSON, terminal, Markdown, HTML.

Every function takes a `Trace` and gives back a string or a record; nothing
here prints, and nothing here knows how the lineage or the changes were found.
"""
