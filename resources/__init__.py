"""What is shipped beside the code: fonts, icons, translations, the demo's words.

A real package, so that `importlib.resources` finds it in an editable install as well as in a built one.
"""
