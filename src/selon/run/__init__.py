"""Many pages: processes on one machine."""

from selon.run.adding import add_sources
from selon.run.lanes import Broken, StartError, work_through

__all__ = ["Broken", "StartError", "add_sources", "work_through"]
