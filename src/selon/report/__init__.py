"""Readings for people and programs: JSON, terminal, Markdown, HTML.

Every function takes a `Reading` and gives back a string or a record; nothing
here prints, and nothing here knows how the claims were found.
"""
