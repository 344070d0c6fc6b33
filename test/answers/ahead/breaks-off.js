// Stands in for a thread that something unforeseen takes down.
throw new Error('broken off');
