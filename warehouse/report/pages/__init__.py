"""What stands on each page, one module a kind of page: `pages(material)` gives them.

A page hands rows and charts to a template of the same name; it states nothing of its own.
"""
