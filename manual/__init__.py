"""The Chinese manual, a MkDocs site with Material: what its pages show is made by the program that they tell about."""
