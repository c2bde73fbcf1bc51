"""What the domain says, in the words, figures and tables of the pages."""
