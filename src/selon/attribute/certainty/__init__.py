"""How firmly a claim stands: hedges, the conditional of hearsay, factuality and standing."""
