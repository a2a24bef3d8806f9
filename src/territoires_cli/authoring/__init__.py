"""Cards, sheets, formats and decks written from questions: what is asked, and the commented file that the answers make."""
