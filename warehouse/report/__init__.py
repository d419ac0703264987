"""The report: a static site made of the published warehouse alone, to be opened from disk.

place says where each thing has its page, material what every page draws on, page how a page is
rendered, pages/ what stands on each, charts/ what is drawn, write puts it all into a folder. What a
claim, a contradiction or a bound says comes from warehouse/answers and is only laid out here.
"""
