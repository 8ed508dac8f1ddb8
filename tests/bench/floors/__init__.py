"""Small programs that do a job with the same libraries and nothing else: what the program is measured against."""
