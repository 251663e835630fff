"""A class as one page that needs no network: what was handed in, which ideas it holds, and every student's findings.

Theory of operation: `facts` takes students one by one and keeps each text once: a class that holds the same wrong
ideas on the same inputs says the same things. `page` puts what everybody sees first into the page as HTML and SVG, the
table as JSON, and the findings as compressed JSON that the page's script opens when a student is asked for. Names are
in two places, the table and elements of class `named`, so that one switch hides them all.

From a learner come names, paths, messages and printed output. They reach the page as text: escaped by the template, or
set as text by the script. A policy in the page allows the one style and the one script whose digests it names.
"""
