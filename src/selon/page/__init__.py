"""Sources -> pages -> documents: fetch, decode, extract, and say what each part of the text is."""

from selon.page.counting import count_pages
from selon.page.fetch import fetch_page
from selon.page.read import read_page
from selon.page.settings import FetchSettings
from selon.page.sources import find_pages

__all__ = ["FetchSettings", "count_pages", "fetch_page", "find_pages", "read_page"]
