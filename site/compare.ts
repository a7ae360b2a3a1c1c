// The script of pages that compare modes: it gives them the comparison.
import "hopwise/compare";
