// Loads the steps of canvas-fhir-harness. Steps of your own stand beside this file.
import 'canvas-fhir-harness/steps';
