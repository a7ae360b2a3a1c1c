// The pages' only script: it gives them the player.
import "hopwise/define";
