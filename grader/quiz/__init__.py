"""Flashcards: decks of cards, what an answer to a card is worth, and when a card comes back."""
