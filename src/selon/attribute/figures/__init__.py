"""Figures: the amount, how precise it is said to be, what is counted and what befell it."""
