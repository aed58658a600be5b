"""The clerk's desk: the county's files in a browser on this machine, each change written as a command would write it.

`server` opens it, `application` answers requests, `doorkeeper` says who may ask; `county` reads the data, `saving` writes it,
`journal` and `unsent` keep what may be needed again. `screens` has a file for each screen. (decisions/0048)
"""
