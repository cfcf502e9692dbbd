// Loaded before Next's server: how it speaks, whom it lets in, and how it stops.
import '../log/foreign-lines.js'
import './front-door.js'
import './stop-gently.js'
