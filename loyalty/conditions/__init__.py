"""The one language of conditions: frozen atoms about the member, the basket and the moment.

Import from its modules: `atoms` (the language), `verdict` (Met, Unmet), `evaluate`, `parse`.
"""
