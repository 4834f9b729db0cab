/** The overview: how the practice stands, and what needs a manager. */
