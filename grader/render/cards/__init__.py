"""Cards as other programs read them: Anki, Moodle, Canvas, spreadsheets, scripts."""
