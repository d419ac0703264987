"""The asset graph, room by room: what is read, what follows from it, what is published."""
