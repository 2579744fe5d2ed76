"""What a ledger answers, for people and programs: terminal, JSON, and figures as a drawing.

Every function takes records and gives back a string or a record; nothing here
prints, and nothing here knows how the ledger keeps or finds them.
"""
